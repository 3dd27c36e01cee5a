package cloister.analysis;

import java.util.List;

/**
 * One run that shows what is claimed.
 *
 * @param text the instruction in NASM's syntax
 * @param bytes its machine code
 * @param ring in which it was run
 * @param state of the guest before it, and what it had put into registers and memory for it
 */
public record Witness(String text, String bytes, int ring, List<String> state, Lie lie) {}
