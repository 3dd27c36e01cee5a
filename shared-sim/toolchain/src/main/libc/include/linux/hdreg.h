/* Requests to disks. */
#ifndef _LINUX_HDREG_H
#define _LINUX_HDREG_H

#define HDIO_GETGEO 0x0301
#define HDIO_GET_IDENTITY 0x030d

struct hd_geometry {
  unsigned char heads;
  unsigned char sectors;
  unsigned short cylinders;
  unsigned long start;
};

#endif
