/* Segment descriptors for assembly. */
#define SEG_NULLASM .word 0, 0; .byte 0, 0, 0, 0
/* 0xC0: the limit counts pages, and the segment is one of 32 bits. */
#define SEG_ASM(type, base, lim)                            \
  .word (((lim) >> 12) & 0xffff), ((base) & 0xffff);        \
  .byte (((base) >> 16) & 0xff), (0x90 | (type)),           \
      (0xC0 | (((lim) >> 28) & 0xf)), (((base) >> 24) & 0xff)

#define STA_X 0x8
#define STA_W 0x2
#define STA_R 0x2
