//go:build !windows

package dev

func systemNotifier() (*notifier, error) { return perFolder() }
