package jpeg2000

// tagTree is a tree of minima over a grid (B.10.2). levels[0] holds the leaves.
type tagTree struct{ levels []treeLevel }

type treeLevel struct {
	across int
	nodes  []treeNode
}

// treeNode is known to be at least low, and exactly low once known is set.
type treeNode struct {
	low   int
	known bool
}

func newTagTree(across, down int) *tagTree {
	t := &tagTree{}
	for {
		t.levels = append(t.levels, treeLevel{across, make([]treeNode, across*down)})
		if across*down <= 1 {
			return t
		}
		across, down = (across+1)/2, (down+1)/2
	}
}

// below reads as much as is needed to tell whether the leaf is below a threshold.
func (t *tagTree) below(b *headerBits, x, y, threshold int) bool {
	low := 0
	var n *treeNode
	for i := len(t.levels) - 1; i >= 0; i-- {
		level := &t.levels[i]
		n = &level.nodes[(y>>i)*level.across+x>>i]
		n.low = max(n.low, low)
		for n.low < threshold && !n.known {
			if b.bit() == 1 {
				n.known = true
			} else {
				n.low++
			}
		}
		low = n.low
	}
	return n.known && n.low < threshold
}
