package main

import (
	"encoding/binary"
	"errors"
	"math"
)

var errWire = errors.New("damaged protobuf data")

// field is one field of a protobuf message: a number or, for messages and texts, bytes.
type field struct {
	tag    uint64
	number uint64
	bytes  []byte
}

func (f field) float() float64 { return float64(math.Float32frombits(uint32(f.number))) }

// signed undoes the zigzag of a protobuf sint.
func (f field) signed() int { return int(f.number>>1) ^ -int(f.number&1) }

// walk calls visit for each field of a message. Two packages need ten lines of protobuf, which is not worth a library.
func walk(b []byte, visit func(field) error) error {
	for len(b) > 0 {
		key, n := binary.Uvarint(b)
		if n <= 0 {
			return errWire
		}
		b = b[n:]
		f := field{tag: key >> 3}
		size := 0
		switch key & 7 {
		case 0:
			f.number, size = binary.Uvarint(b)
		case 2:
			l, n := binary.Uvarint(b)
			if n <= 0 || l > uint64(len(b)-n) {
				return errWire
			}
			size = n + int(l)
			f.bytes = b[n:size]
		case 5:
			if size = 4; len(b) >= size {
				f.number = uint64(binary.LittleEndian.Uint32(b))
			}
		default:
			return errWire
		}
		if size <= 0 || size > len(b) {
			return errWire
		}
		b = b[size:]
		if err := visit(f); err != nil {
			return err
		}
	}
	return nil
}

// eachMessage calls visit for each message of a stream where every one is preceded by its length.
func eachMessage(b []byte, visit func(message []byte) error) error {
	for len(b) > 0 {
		l, n := binary.Uvarint(b)
		if n <= 0 || l > uint64(len(b)-n) {
			return errWire
		}
		if err := visit(b[n : n+int(l)]); err != nil {
			return err
		}
		b = b[n+int(l):]
	}
	return nil
}
