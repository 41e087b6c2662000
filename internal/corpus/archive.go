package corpus

import "encoding/binary"

// Archive is a street map in one file (PMTiles, version 3), of plainly invented land: the world's tiles down to the second
// zoom are all one, its upper half water, its lower half earth. A real one weighs hundreds of megabytes.
func Archive() []byte {
	const header = 127
	tile := append(layer("earth", 0, 0, 4096, 4096), layer("water", 0, 0, 4096, 2048)...)
	root := binary.AppendUvarint(nil, 1) // one entry:
	for _, n := range []int{0, 21, len(tile), 1} {
		root = binary.AppendUvarint(root, uint64(n)) // its first number, how many share it, its length, its place plus one
	}
	metadata := []byte("{}")
	out := append([]byte("PMTiles"), 3)
	at := header
	for _, n := range []int{len(root), len(metadata), 0, len(tile)} {
		out = binary.LittleEndian.AppendUint64(out, uint64(at))
		out = binary.LittleEndian.AppendUint64(out, uint64(n))
		at += n
	}
	for _, n := range []uint64{21, 1, 1} { // tiles, entries, contents
		out = binary.LittleEndian.AppendUint64(out, n)
	}
	const plain, vectors = 1, 1
	out = append(out, 1, plain, plain, vectors, 0, 2) // in order; directories, then tiles as they are; zooms 0 to 2
	for _, degrees := range []int32{-180, -85, 180, 85} {
		out = binary.LittleEndian.AppendUint32(out, uint32(degrees*1e7))
	}
	out = append(out, make([]byte, header-len(out))...) // the centre
	return append(append(append(out, root...), metadata...), tile...)
}

// layer is one layer of a vector tile: a rectangle.
func layer(name string, west, north, width, height int) []byte {
	zigzag := func(n int) uint64 { return uint64(n<<1 ^ n>>63) }
	moveTo, lineTo, closePath := uint64(1<<3|1), uint64(3<<3|2), uint64(1<<3|7)
	var geometry []byte
	for _, n := range []uint64{moveTo, zigzag(west), zigzag(north), lineTo, zigzag(width), 0, 0, zigzag(height), zigzag(-width), 0, closePath} {
		geometry = binary.AppendUvarint(geometry, n)
	}
	const polygon = 3
	feature := append(field(2, []byte{0, 0}), 3<<3, polygon)
	feature = append(feature, field(4, geometry)...)
	body := append(field(1, []byte(name)), field(2, feature)...)
	body = append(body, field(3, []byte("kind"))...)
	body = append(body, field(4, field(1, []byte(name)))...)
	body = binary.AppendUvarint(append(body, 5<<3), 4096)
	return field(3, append(body, 15<<3, 2))
}

// field is one field of bytes of a protocol buffer.
func field(number byte, data []byte) []byte {
	return append(binary.AppendUvarint([]byte{number<<3 | 2}, uint64(len(data))), data...)
}
