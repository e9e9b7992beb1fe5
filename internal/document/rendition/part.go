package rendition

// Part is a file that lies inside another one: an attachment of a message, a
// paper that a structured record carries.
type Part struct {
	// Name is what the file around it calls it; "" where it does not.
	Name string
	// Media is the type that the file around it declares. It is a hint only:
	// what the part is, is told from Data.
	Media string
	Data  []byte
}

// Of all parts of one file together.
const (
	// MaxParts bounds how many are taken.
	MaxParts = 500
	// MaxPartBytes bounds what they hold.
	MaxPartBytes = 256 << 20
)
