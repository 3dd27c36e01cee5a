/* Sizes and limits; C and assembly read this file. */
#define NPROC 8
#define NPIN 4
#define KSTACKSIZE 4096
#define SECTSIZE 512
#define HZ 100
#define NAMELEN 12
