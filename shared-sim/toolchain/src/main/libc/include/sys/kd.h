/* Requests to virtual consoles about keyboard and screen. */
#ifndef _SYS_KD_H
#define _SYS_KD_H

#define GIO_FONT 0x4B60
#define PIO_FONT 0x4B61
#define GIO_FONTX 0x4B6B
#define PIO_FONTX 0x4B6C
#define PIO_FONTRESET 0x4B6D
#define GIO_CMAP 0x4B70
#define PIO_CMAP 0x4B71
#define KIOCSOUND 0x4B2F
#define KDMKTONE 0x4B30
#define KDGETLED 0x4B31
#define KDSETLED 0x4B32
#define KDGKBTYPE 0x4B33
#define KB_84 0x01
#define KB_101 0x02
#define KDSETMODE 0x4B3A
#define KD_TEXT 0x00
#define KD_GRAPHICS 0x01
#define KDGETMODE 0x4B3B
#define GIO_SCRNMAP 0x4B40
#define PIO_SCRNMAP 0x4B41
#define GIO_UNISCRNMAP 0x4B69
#define PIO_UNISCRNMAP 0x4B6A
#define GIO_UNIMAP 0x4B66
#define PIO_UNIMAP 0x4B67
#define PIO_UNIMAPCLR 0x4B68
#define KDGKBMODE 0x4B44
#define KDSKBMODE 0x4B45
#define K_RAW 0
#define K_XLATE 1
#define K_MEDIUMRAW 2
#define K_UNICODE 3
#define K_OFF 4
#define KDGKBENT 0x4B46
#define KDSKBENT 0x4B47
#define KDFONTOP 0x4B72
#define KD_FONT_OP_SET 0
#define KD_FONT_OP_GET 1

struct unipair {
  unsigned short unicode;
  unsigned short fontpos;
};

struct unimapdesc {
  unsigned short entry_ct;
  #define E_TABSZ 256

struct unipair *entries;
};

struct unimapinit {
  unsigned short advised_hashsize;
  unsigned short advised_hashstep;
  unsigned short advised_hashlevel;
};

struct kbentry {
  unsigned char kb_table;
  unsigned char kb_index;
  unsigned short kb_value;
};

struct console_font_op {
  unsigned int op;
  unsigned int flags;
  unsigned int width;
  unsigned int height;
  unsigned int charcount;
  unsigned char *data;
};

#endif
