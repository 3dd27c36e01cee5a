package cloister.asm.macro;

/**
 * A parameter of a single-line macro (NASM manual, 4.1.1).
 *
 * @param name the empty text for one that is not used
 * @param evaluated true when the argument is computed to a number first
 * @param quoted true when the argument becomes a string
 * @param greedy true when it takes all further arguments, commas included
 */
record Parameter(String name, boolean evaluated, boolean quoted, boolean greedy) {}
