// Package heif reads photos in the High Efficiency Image File Format (ISO/IEC
// 23008-12), as iPhones and other phones store them: one picture or a grid of
// tiles, coded in HEVC. It imports nothing of ours but the decoder of those.
//
// Only the primary picture is read. Whatever else a file holds (thumbnails, depth
// and gain maps, a film, where and when the photo was taken) is left behind.
// All sizes are known before anything is decoded, and so is the memory.
package heif

import "errors"

// ErrDamaged says that a file is not what the standard allows, or is cut short.
var ErrDamaged = errors.New("a damaged HEIF file")

// ErrUnsupported says that the picture is stored in a way that is not read here.
var ErrUnsupported = errors.New("a kind of HEIF file that is not supported")

// Bounds of what is read.
const (
	maxItems      = 20_000
	maxProperties = 20_000
	maxTiles      = 4_096
	maxExtents    = 64
	maxPixels     = 100_000_000
)
