/* Loads the kernel, an executable behind the loader on the disk, and calls it. */

typedef unsigned char u8;
typedef unsigned int u32;

enum { SECTOR = 512, KERNEL_SECTOR = 16, MAGIC = 0x464c457f, LOAD = 1, MULTIBOOT = 0x2badb002 };

struct file_header {
  u32 magic;
  u8 ident[12];
  unsigned short type, machine;
  u32 version, entry, segments, sections, flags;
  unsigned short size, segment_size, segment_count;
};

struct segment {
  u32 type, offset, address, physical, file_size, memory_size, flags, align;
};

static u8 first[SECTOR * 8];

static inline u8 in8(int port) {
  u8 value;
  __asm__ volatile("inb %w1, %0" : "=a"(value) : "Nd"(port));
  return value;
}

static inline void out8(int port, int value) {
  __asm__ volatile("outb %b0, %w1" : : "a"(value), "Nd"(port));
}

static void read_sector(u8 *to, u32 sector) {
  int count = SECTOR / 4;
  while ((in8(0x1f7) & 0xc0) != 0x40) {
  }
  out8(0x1f2, 1);
  out8(0x1f3, sector);
  out8(0x1f4, sector >> 8);
  out8(0x1f5, sector >> 16);
  out8(0x1f6, sector >> 24 | 0xe0);
  out8(0x1f7, 0x20);
  while ((in8(0x1f7) & 0xc8) != 0x48) {
  }
  __asm__ volatile("cld; rep insl" : "+D"(to), "+c"(count) : "d"(0x1f0) : "memory");
}

/* The file's bytes from an offset on, to an address that need not begin with a sector. */
static void read_file(u8 *to, u32 size, u32 offset) {
  static u8 sector[SECTOR];
  while (size > 0) {
    u32 within = offset % SECTOR, i;
    read_sector(sector, KERNEL_SECTOR + offset / SECTOR);
    for (i = within; i < SECTOR && size > 0; i++, size--, offset++) {
      *to++ = sector[i];
    }
  }
}

void load_kernel(void) {
  struct file_header *header = (struct file_header *)first;
  struct segment *segment;
  int i;
  read_file(first, sizeof first, 0);
  if (header->magic != MAGIC) {
    return;
  }
  segment = (struct segment *)(first + header->segments);
  for (i = 0; i < header->segment_count; i++, segment++) {
    if (segment->type == LOAD) {
      u8 *to = (u8 *)segment->physical;
      u8 *end = to + segment->memory_size;
      read_file(to, segment->file_size, segment->offset);
      for (to += segment->file_size; to < end; to++) {
        *to = 0;
      }
    }
  }
  __asm__ volatile("call *%1" : : "a"(MULTIBOOT), "r"(header->entry) : "memory");
}
