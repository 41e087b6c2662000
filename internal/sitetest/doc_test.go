// Package sitetest looks at the built site as its readers do: it has tests only.
//
// The program is built once, then makes the default content and a corpus of 320 initiatives into temporary folders, which
// a small server shows on the loopback. Every page is read by validators (html-validate, and vnu where Java is) and by a
// link checker; one page of each kind, the largest, is opened in Chromium, where axe-core, the keyboard, the network and
// the scales judge it. The numbers are those of the design: they are gates.
//
// A tool that is missing fails the tests, except Java. Nothing sleeps: every wait is for an event, under a deadline.
package sitetest
