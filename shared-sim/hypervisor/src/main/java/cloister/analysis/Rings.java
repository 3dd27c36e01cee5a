package cloister.analysis;

/** The machines on which a form is run under one set of conditions. */
final class Rings {
  static final int PLACES = 4;

  private final Conditions conditions;
  private final Machine kernel;
  private final Machine program;
  private final Machine kernelBelow;
  private final Machine programBelow;

  Rings(Era era, Arrangement arrangement, Conditions conditions) {
    this.conditions = conditions;
    kernel = new Machine(era, Place.alone(0), conditions);
    program = new Machine(era, Place.alone(3), conditions);
    kernelBelow = new Machine(era, Place.under(arrangement, 1), conditions);
    programBelow = new Machine(era, Place.under(arrangement, 3), conditions);
  }

  Run run(Form form) {
    Outcome inKernel = kernel.run(form);
    Outcome inProgram = program.run(form);
    Outcome below = kernelBelow.run(form);
    Outcome inProgramBelow = programBelow.run(form);
    return new Run(
        conditions,
        kernelBelow.place(),
        inKernel,
        inProgram,
        below.trapsUnder(kernelBelow.place()),
        Comparison.of(kernel.place(), inKernel, kernelBelow.place(), below),
        Comparison.of(program.place(), inProgram, programBelow.place(), inProgramBelow));
  }
}
