//go:build race

package markdown

// raced tells that the race detector is at work: it makes some copies twenty times slower.
const raced = true
