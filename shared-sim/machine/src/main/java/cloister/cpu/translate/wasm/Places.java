package cloister.cpu.translate.wasm;

/**
 * Where in the linear memory of the module things lie.
 *
 * @param ram the simulated RAM
 * @param pageStates a byte for each of its pages
 * @param codeLines a word for each of them, with a bit for each line that holds code
 * @param dataTlb the TLB for data
 * @param frame what is handed over
 */
public record Places(int ram, int pageStates, int codeLines, int dataTlb, int frame) {}
