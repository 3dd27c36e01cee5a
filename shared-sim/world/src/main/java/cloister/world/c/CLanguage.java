package cloister.world.c;

import cloister.cc.driver.Sysroot;
import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.world.Language;
import cloister.world.Program;
import cloister.world.SourceFile;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import java.util.Optional;
import java.util.OptionalInt;

/** C for worlds. */
public final class CLanguage implements Language {
  private final CTranslator translator;
  private final OpcodeTable opcodes;

  public CLanguage(OpcodeTable opcodes, Sysroot sysroot) {
    translator = new CTranslator(opcodes, sysroot);
    this.opcodes = opcodes;
  }

  @Override
  public Program translate(SourceFile file, int seed) {
    return translator.translate(file, seed);
  }

  /** Without a program in C there is no line to wait for: the first step ends the walk. */
  @Override
  public StepObserver line(World world, LineMove move) {
    Optional<Lines> lines = Lines.of(world);
    return lines.isPresent()
        ? new LineStep(world, lines.get(), move)
        : StepObserver.ofEveryStep(() -> true);
  }

  @Override
  public int previousLine(World world) {
    return Lines.of(world).map(lines -> new LineBack(world, lines).step()).orElse(-1);
  }

  @Override
  public Json frames(World world, OptionalInt line) {
    return Lines.of(world)
        .map(lines -> new Frames(world, lines, opcodes).json(line))
        .orElse(Json.NULL);
  }

  @Override
  public Optional<Json> ofFrame(World world, String name) {
    return frames(world, OptionalInt.empty()) instanceof Json.Obj frames
        ? new InnermostCall(frames, world.machine().cpu().linear()).value(name)
        : Optional.empty();
  }
}
