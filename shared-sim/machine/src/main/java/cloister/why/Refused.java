package cloister.why;

import cloister.event.Event.FaultRaised;
import java.util.OptionalInt;

/** A refused step, with what explaining it takes of the machine as it was and of the run before. */
public interface Refused {
  FaultRaised fault();

  /** The refused instruction; empty where none was, or where its bytes are not known. */
  String code();

  /** Whether it was an instruction, and not the way to a handler. */
  boolean isInstruction();

  /** The selector in CS. */
  int cs();

  /** The I/O privilege level. */
  int iopl();

  /** Whether the processor was in virtual-8086 mode, where CS holds a paragraph. */
  boolean virtual();

  /** Linear address of the interrupt descriptor table. */
  int idtBase();

  /** Linear address of the global descriptor table. */
  int gdtBase();

  /** Linear address of the local descriptor table; of no account while LDTR is null. */
  int ldtBase();

  /** Who had set an operand of the rule. */
  Setter setter(int operand);

  /** What an operand was changed to by hand since, if it was. */
  OptionalInt now(int operand);

  /** Whether anything was changed by hand since, so that it may be tried again. */
  boolean changed();
}
