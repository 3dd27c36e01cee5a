package cloister.elf;

/** A row of the program header table (gABI, figure 5-1); sizes in bytes. */
public record ProgramHeader(
    int type,
    int offset,
    int address,
    int physicalAddress,
    int fileSize,
    int memorySize,
    int flags,
    int alignment) {}
