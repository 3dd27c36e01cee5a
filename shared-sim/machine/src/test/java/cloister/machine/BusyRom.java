package cloister.machine;

/** A program that has to do with most devices of a PC. */
public final class BusyRom {
  /** Sets up interrupts 8 (timer), 9 (keyboard), 0x70 (clock), 0x76 (disk), and uses them all. */
  public static final String SOURCE =
      """
      %macro vector 2
      mov word [%1 * 4], %2
      mov word [%1 * 4 + 2], cs
      %endmacro
      %macro port 2
      mov al, %2
      out %1, al
      %endmacro
      bits 16
      org 0
      start:
      xor ax, ax
      mov ds, ax
      mov ss, ax
      mov sp, 0x7c00
      vector 8, timer
      vector 9, keyboard
      vector 0x70, clock
      vector 0x76, disk
      port 0x20, 0x11
      port 0x21, 8
      port 0x21, 4
      port 0x21, 1
      port 0xa0, 0x11
      port 0xa1, 0x70
      port 0xa1, 2
      port 0xa1, 1
      port 0x21, 0xf8
      port 0xa1, 0xbe
      port 0x43, 0x34
      port 0x40, 0x9c
      port 0x40, 0x2e
      port 0x70, 0x0b
      port 0x71, 0x12
      mov dx, 0x1f2
      port dx, 1
      mov dx, 0x1f6
      port dx, 0xe0
      inc dx
      port dx, 0x20
      port 0x64, 0x60
      port 0x60, 0x41
      port 0x60, 0xf2
      sti
      wait_more:
      hlt
      inc dword [0x500]
      cmp word [0x510], 120
      jb wait_more
      cli
      hlt

      timer:
      inc word [0x510]
      mov dx, 0x3f8
      mov al, '.'
      out dx, al
      port 0x20, 0x20
      iret
      keyboard:
      in al, 0x60
      mov bx, [0x520]
      mov [bx + 0x522], al
      inc word [0x520]
      port 0x20, 0x20
      iret
      clock:
      port 0x70, 0x0c
      in al, 0x71
      inc word [0x512]
      port 0xa0, 0x20
      port 0x20, 0x20
      iret
      disk:
      mov dx, 0x1f7
      in al, dx
      mov dx, 0x1f0
      mov cx, 256
      xor ax, ax
      mov es, ax
      mov di, 0x600
      rep insw
      port 0xa0, 0x20
      port 0x20, 0x20
      iret
      """;

  private BusyRom() {}
}
