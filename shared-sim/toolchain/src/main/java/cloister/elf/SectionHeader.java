package cloister.elf;

/**
 * A row of the section table (gABI, figure 4-8).
 *
 * @param name offset of its name in the table of names
 * @param link another section, as the type says
 * @param info as the type says
 */
record SectionHeader(
    int name,
    int type,
    int flags,
    int address,
    int offset,
    int sizeBytes,
    int link,
    int info,
    int alignment,
    int entrySize) {}
