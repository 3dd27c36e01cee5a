package cloister.asm.layout;

import cloister.asm.report.Span;

/**
 * Bytes that one statement made.
 *
 * @param address of the first byte
 * @param offset of the first byte in the image
 */
public record Emission(Span span, long address, long offset, long length) {}
