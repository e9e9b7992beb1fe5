package manifest

// Part is a part of the packet that is no record.
type Part struct {
	Title string `json:"title"`
	Page  int    `json:"page"`
}
