package cloister.world;

import cloister.cpu.disasm.Disassembler;
import cloister.message.Catalogue;
import cloister.message.EnglishWords;
import cloister.world.sentence.Code;
import cloister.world.sentence.StepSentence;

/** The English sentences of a test world. */
public final class Words {
  public static final Catalogue ENGLISH = EnglishWords.load();

  private Words() {}

  public static Code code() {
    return new Code(new Disassembler(Kernel.opcodes()));
  }

  /** What the world's last step is said to have done. */
  public static String sentence(World world) {
    return ENGLISH.format(new StepSentence(code()).of(world));
  }
}
