package cloister.machine.why;

import cloister.event.Event.FaultRaised;
import cloister.why.Refused;
import cloister.why.Setter;
import java.util.List;
import java.util.OptionalInt;

/**
 * A refused step of a PC: the machine as it was before it, and who had set what it went by.
 *
 * @param step its number
 * @param isInstruction false when it was the way to a handler
 */
public record RefusedStep(
    long step, FaultRaised fault, boolean isInstruction, Before before, List<Setter> setters)
    implements Refused {
  public RefusedStep {
    setters = List.copyOf(setters);
  }

  /**
   * The processor before a step.
   *
   * @param code the next instruction; empty where its bytes lie in no memory
   */
  record Before(
      String code, int cs, int iopl, boolean virtual, int idtBase, int gdtBase, int ldtBase) {}

  /** The same, with who had set its operands. */
  RefusedStep withSetters(List<Setter> found) {
    return new RefusedStep(step, fault, isInstruction, before, found);
  }

  @Override
  public String code() {
    return isInstruction ? before.code : "";
  }

  @Override
  public int cs() {
    return before.cs;
  }

  @Override
  public int iopl() {
    return before.iopl;
  }

  @Override
  public boolean virtual() {
    return before.virtual;
  }

  @Override
  public int idtBase() {
    return before.idtBase;
  }

  @Override
  public int gdtBase() {
    return before.gdtBase;
  }

  @Override
  public int ldtBase() {
    return before.ldtBase;
  }

  @Override
  public Setter setter(int operand) {
    return setters.get(operand);
  }

  /** Nothing of a PC is changed by hand. */
  @Override
  public OptionalInt now(int operand) {
    return OptionalInt.empty();
  }

  @Override
  public boolean changed() {
    return false;
  }
}
