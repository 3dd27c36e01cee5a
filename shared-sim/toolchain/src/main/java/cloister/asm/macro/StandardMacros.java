package cloister.asm.macro;

/** What NASM defines before the first line (NASM manual, 4.11). */
final class StandardMacros {
  static final String FILE = "<standard macros>";

  static final String TEXT =
      """
      %define __NASM_MAJOR__ 2
      %define __NASM_MINOR__ 16
      %define __?NASM_MAJOR?__ 2
      %define __?NASM_MINOR?__ 16
      %define __OUTPUT_FORMAT__ bin
      %define __?OUTPUT_FORMAT?__ bin
      %imacro align 1-2+
        sectalign %1
        %ifempty %2
          times (((%1) - (($-$$) % (%1))) % (%1)) nop
        %else
          times (((%1) - (($-$$) % (%1))) % (%1)) %2
        %endif
      %endmacro
      %imacro alignb 1-2+
        sectalign %1
        %ifempty %2
          times (((%1) - (($-$$) % (%1))) % (%1)) resb 1
        %else
          times (((%1) - (($-$$) % (%1))) % (%1)) %2
        %endif
      %endmacro
      %define __?SECT?__ [__?sect?__]
      %define __SECT__ [__?sect?__]
      %imacro struc 1-2 0
        %push struc
        %define %$structure %1
        [absolute %2]
        %$structure:
      %endmacro
      %imacro endstruc 0
        %{$structure}_size equ $ - %$structure
        %pop
        __SECT__
      %endmacro
      %imacro istruc 1
        %push istruc
        %define %$structure %1
        %$start:
      %endmacro
      %imacro at 1-2+
        %defstr %$member %1
        %substr %$first %$member 1
        %ifidn %$first, '.'
          times (%$structure%1 - %$structure) - ($ - %$start) db 0
        %else
          times (%1 - %$structure) - ($ - %$start) db 0
        %endif
        %2
      %endmacro
      %imacro iend 0
        times %{$structure}_size - ($ - %$start) db 0
        %pop
      %endmacro
      """;

  private StandardMacros() {}
}
