//! Which functions of the app are called while somebody works with it. At the first byte of each stands a breakpoint, which is
//! gone once it was met: the app is slowed down by the first call of a function alone. What was met goes to the linker
//! (docs/decisions/0041-order.md).

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc;
use std::thread::JoinHandle;

use nix::sys::ptrace::{self, Event, Options};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

/// `int3`.
const BREAKPOINT: u8 = 0xcc;

/// A program that is watched until it ends.
pub struct Watch {
    thread: JoinHandle<Vec<String>>,
}

impl Watch {
    /// Starts the program with these variables.
    pub fn starts(program: &Path, environment: &[(&'static str, String)]) -> (Child, Self) {
        let (to, from) = mpsc::channel();
        let (program, environment) = (program.to_owned(), environment.to_owned());
        // The system tells the thread that began to watch, and no other.
        let thread = std::thread::spawn(move || {
            let mut shell = Command::new("sh");
            shell.args(["-c", "kill -STOP $$; exec \"$0\""]).arg(&program).envs(environment);
            let child = shell.spawn().unwrap();
            let process = Pid::from_raw(i32::try_from(child.id()).unwrap());
            waitpid(process, Some(WaitPidFlag::WUNTRACED)).unwrap();
            let children = Options::PTRACE_O_TRACECLONE | Options::PTRACE_O_TRACEFORK | Options::PTRACE_O_TRACEVFORK;
            ptrace::seize(process, children | Options::PTRACE_O_TRACEEXEC | Options::PTRACE_O_EXITKILL).unwrap();
            kill(process, Signal::SIGCONT).unwrap();
            to.send(child).unwrap();
            Watched::new(program).until_its_end(process)
        });
        (from.recv().unwrap(), Self { thread })
    }

    /// The linker's names of what was called, the first call first. Comes back when the program has ended.
    pub fn called(self) -> Vec<String> {
        self.thread.join().unwrap()
    }
}

/// Addresses are those in the file; `base` is where the system put its beginning.
struct Watched {
    program: PathBuf,
    functions: HashMap<u64, Vec<String>>,
    unmet: HashSet<u64>,
    met: Vec<u64>,
    base: u64,
    /// Its code as it is without breakpoints, and where that begins.
    code: Vec<u8>,
    code_at: u64,
}

impl Watched {
    fn new(program: PathBuf) -> Self {
        let functions = functions_of(&program);
        let unmet = functions.keys().copied().collect();
        Self { program, functions, unmet, met: Vec::new(), base: 0, code: Vec::new(), code_at: 0 }
    }

    fn until_its_end(mut self, root: Pid) -> Vec<String> {
        loop {
            // Of this thread's alone: the other programs of the story are waited for by others.
            match waitpid(None, Some(WaitPidFlag::__WALL | WaitPidFlag::__WNOTHREAD)).unwrap() {
                WaitStatus::Exited(process, _) | WaitStatus::Signaled(process, ..) if process == root => break,
                WaitStatus::PtraceEvent(process, _, event) => {
                    if event == Event::PTRACE_EVENT_EXEC as i32 {
                        self.marks(process);
                    } else if [Event::PTRACE_EVENT_FORK as i32, Event::PTRACE_EVENT_VFORK as i32].contains(&event) {
                        self.lets_go(process, event);
                    }
                    goes_on(process, None);
                }
                WaitStatus::Stopped(process, Signal::SIGTRAP) if self.meets(process) => goes_on(process, None),
                WaitStatus::Stopped(process, signal) => goes_on(process, Some(signal)),
                _ => {}
            }
        }
        self.met.iter().filter_map(|at| self.functions.get(at)).flatten().cloned().collect()
    }

    /// Puts the breakpoints. The app starts itself a second time, with variables.
    fn marks(&mut self, process: Pid) {
        if fs::read_link(format!("/proc/{process}/exe")).is_ok_and(|exe| exe != self.program) {
            return;
        }
        let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
        let name = self.program.display().to_string();
        let mut parts = maps.lines().filter(|line| line.ends_with(&name));
        let range = |line: &str| {
            let (from, to) = line.split_once(' ')?.0.split_once('-')?;
            Some((u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?))
        };
        self.base = parts.clone().next().and_then(range).unwrap().0;
        let (from, to) = parts.find(|line| line.contains(" r-xp ")).and_then(range).unwrap();
        self.code_at = from - self.base;
        self.code = vec![0; usize::try_from(to - from).unwrap()];
        let memory = memory_of(process);
        memory.read_exact_at(&mut self.code, from).unwrap();
        let mut marked = self.code.clone();
        for at in &self.unmet {
            marked[usize::try_from(at - self.code_at).unwrap()] = BREAKPOINT;
        }
        memory.write_all_at(&marked, from).unwrap();
    }

    /// A process that the app began is not watched; one with a copy of its memory has no breakpoints either.
    fn lets_go(&self, parent: Pid, event: i32) {
        let child = Pid::from_raw(i32::try_from(ptrace::getevent(parent).unwrap()).unwrap());
        waitpid(child, Some(WaitPidFlag::__WALL)).unwrap();
        if event == Event::PTRACE_EVENT_FORK as i32 {
            memory_of(child).write_all_at(&self.code, self.base + self.code_at).unwrap();
        }
        ptrace::detach(child, None).unwrap();
    }

    /// Whether it stands at a breakpoint of ours; it then goes on as if there were none.
    fn meets(&mut self, process: Pid) -> bool {
        let Ok(mut registers) = ptrace::getregs(process) else {
            return false;
        };
        let at = (registers.rip - 1).wrapping_sub(self.base);
        if !self.functions.contains_key(&at) {
            return false;
        }
        // Another thread may have met it a moment before.
        if self.unmet.remove(&at) {
            self.met.push(at);
            let byte = self.code[usize::try_from(at - self.code_at).unwrap()];
            memory_of(process).write_all_at(&[byte], self.base + at).unwrap();
        }
        registers.rip -= 1;
        ptrace::setregs(process, registers).is_ok()
    }
}

/// Where functions begin, and what they are called: several names when the linker found them to be the same.
fn functions_of(program: &Path) -> HashMap<u64, Vec<String>> {
    let table = Command::new("readelf").args(["--symbols", "--wide"]).arg(program).output().unwrap();
    let mut functions: HashMap<u64, Vec<String>> = HashMap::new();
    for line in String::from_utf8_lossy(&table.stdout).lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [_, at, _, "FUNC", _, _, section, name] = words[..]
            && section != "UND"
        {
            functions.entry(u64::from_str_radix(at, 16).unwrap()).or_default().push(name.to_owned());
        }
    }
    functions
}

fn memory_of(process: Pid) -> File {
    OpenOptions::new().read(true).write(true).open(format!("/proc/{process}/mem")).unwrap()
}

/// A thread that was killed meanwhile does not.
fn goes_on(process: Pid, signal: Option<Signal>) {
    let _ = ptrace::cont(process, signal);
}
