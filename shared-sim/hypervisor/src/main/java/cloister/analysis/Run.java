package cloister.analysis;

import java.util.Optional;

/**
 * One form of an instruction under one set of conditions, in all places.
 *
 * @param below where the kernel runs under the hypervisor
 * @param kernel in ring 0, alone on the machine
 * @param program in ring 3, on the same machine
 * @param kernelTraps true when the hypervisor gets to know of it in ring 1
 */
record Run(
    Conditions conditions,
    Place below,
    Outcome kernel,
    Outcome program,
    boolean kernelTraps,
    Optional<Lie> lieInKernel,
    Optional<Lie> lieInProgram) {

  /** Where code of a ring runs under the hypervisor. */
  Place place(int ring) {
    return new Place(below.home(), ring);
  }
}
