#define ELF_MAGIC 0x464C457FU
#define ELF_PROG_LOAD 1

struct elfhdr {
  uint magic;
  uchar elf[12];
  ushort type, machine;
  uint version, entry, phoff, shoff, flags;
  ushort ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct proghdr {
  uint type, off, vaddr, paddr, filesz, memsz, flags, align;
};
