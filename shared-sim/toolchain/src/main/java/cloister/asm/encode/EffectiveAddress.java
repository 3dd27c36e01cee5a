package cloister.asm.encode;

import cloister.asm.value.Value;

/**
 * A memory operand in bytes.
 *
 * @param addressBits 16 or 32
 * @param modRm with a zero reg field
 * @param sib the SIB byte, or -1
 * @param displacementBytes 0, 1, 2 or 4
 * @param displacement number or place
 * @param direct true when no register takes part
 */
record EffectiveAddress(
    int addressBits,
    int modRm,
    int sib,
    int displacementBytes,
    Value displacement,
    boolean direct) {}
