/**
 * Runs one workload in one simulator and tells how much was done: rounds of the program, each of
 * which sends a line with its result. The driver knows what share of a processor it had meanwhile.
 */
import { V86 } from "/v86/libv86.mjs";

const sliceSteps = 1_000_000;
const noLimit = 0x7fff_ffff;

const bytesOf = async (address) => (await fetch(address)).arrayBuffer();

/** Lines as they come, and the first that is not the expected one. */
class Results {
  #line = "";
  rounds = 0;
  wrong = "";

  constructor(expected) {
    this.expected = expected;
  }

  take(character) {
    if (character !== "\n") {
      this.#line += character;
      return false;
    }
    if (this.#line !== this.expected)
      this.wrong ||= this.#line || "an empty line";
    this.#line = "";
    this.rounds++;
    return true;
  }
}

/** The PC of the page /machine, in its own worker. */
class Cloister {
  #worker;
  #waiting = new Map();
  #id = 0;
  #going = true;
  #instructions = 0;

  constructor(setting) {
    this.results = new Results(setting.expected);
    this.setting = setting;
  }

  async start() {
    const query =
      this.setting.engine === "javascript" ? "?engine=javascript" : "";
    this.#worker = new Worker(`${this.setting.worker}${query}`, {
      type: "module",
    });
    this.#worker.onmessage = ({ data }) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    };
    const { engine } = await this.#ask({ kind: "engine" });
    if (engine !== this.setting.engine)
      throw new Error(`the simulator runs as ${engine}`);
    const file = new Blob([
      await bytesOf(this.setting.disk || this.setting.bios),
    ]);
    const { answer } = await this.#ask({ kind: "insert", file });
    if (!answer?.ok) throw new Error("the simulator refuses the image");
    await this.#request({ do: "start", memory: this.setting.memory });
    void this.#run();
  }

  async #run() {
    while (this.#going) {
      const { status, serial } = await this.#request({
        do: "run",
        steps: sliceSteps,
        untilMillis: noLimit,
      });
      this.#instructions = status.instructions;
      for (const character of serial) this.results.take(character);
      this.onprogress?.();
      if (status.stopped) throw new Error("the machine has stopped");
    }
    this.#worker.terminate();
  }

  async #request(request) {
    const { answer, problem } = await this.#ask({ kind: "request", request });
    if (!answer?.ok) throw new Error(JSON.stringify(answer ?? problem));
    return answer;
  }

  #ask(message) {
    const id = ++this.#id;
    return new Promise((done) => {
      this.#waiting.set(id, done);
      this.#worker.postMessage({ id, ...message });
    });
  }

  /** What is done, in rounds with a fraction. */
  done() {
    return this.#instructions / this.setting.instructions;
  }

  stop() {
    this.#going = false;
  }
}

class Other {
  #emulator;

  constructor(setting) {
    this.results = new Results(setting.expected);
    this.setting = setting;
  }

  async start() {
    const options = {
      wasm_path: "/v86/v86.wasm",
      bios: { buffer: await bytesOf(this.setting.bios) },
      memory_size: this.setting.memory << 20,
      vga_memory_size: 1 << 20,
      disable_jit: this.setting.engine === "v86 without JIT",
      disable_speaker: true,
      autostart: true,
    };
    if (this.setting.disk)
      options.hda = { buffer: await bytesOf(this.setting.disk) };
    this.#emulator = new V86(options);
    this.#emulator.add_listener("serial0-output-byte", (byte) => {
      if (this.results.take(String.fromCharCode(byte))) this.onprogress?.();
    });
  }

  done() {
    return this.results.rounds;
  }

  stop() {
    void this.#emulator.destroy();
  }
}

let machine;

const ours = (engine) => engine === "wasm" || engine === "javascript";

window.bench = {
  async start(setting) {
    machine = ours(setting.engine) ? new Cloister(setting) : new Other(setting);
    await machine.start();
  },

  /** Lets it run at least so long, from one end of a round or slice to another. */
  async measure(leastMillis) {
    const next = () => new Promise((done) => (machine.onprogress = done));
    await next();
    const start = performance.now();
    const before = machine.done();
    const rounds = machine.results.rounds;
    let millis = 0;
    while (millis < leastMillis || machine.results.rounds < rounds + 1) {
      await next();
      millis = performance.now() - start;
    }
    machine.onprogress = undefined;
    if (machine.results.wrong)
      throw new Error(`came to ${machine.results.wrong}`);
    return { rounds: machine.done() - before, millis };
  },

  stop: () => machine.stop(),
};
