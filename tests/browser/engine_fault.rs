//! The one fault of an engine for which a test may begin again: `WebKitGTK`'s web process now and then runs into an illegal
//! instruction inside its own library. The system's log says so, by process; nothing else counts.

use std::process::Command;

/// The system's log from some moment on.
pub struct KernelLog {
    /// Seconds since the machine started.
    since: f64,
}

impl KernelLog {
    pub fn from_now() -> Self {
        let uptime = std::fs::read_to_string("/proc/uptime").unwrap_or_default();
        let since = uptime.split(' ').next().and_then(|word| word.parse().ok());
        Self {
            // Without a clock nothing is ever new.
            since: since.unwrap_or(f64::INFINITY),
        }
    }

    /// The line that shows the known fault in one of these processes; `None` too where the log may not be read.
    pub fn engine_fault(&self, processes: &[u32]) -> Option<String> {
        let log = Command::new("dmesg").output().ok()?;
        let log = String::from_utf8_lossy(&log.stdout).into_owned();
        log.lines()
            .find(|line| self.shows_engine_fault(line, processes))
            .map(str::to_owned)
    }

    /// `[  812.345678] traps: WebKitWebProces[4321] trap invalid opcode ip:7f.. sp:7f.. error:0 in libwebkit2gtk-4.1.so.0[..]`
    ///
    /// Memory that runs out ends the process in another library (its allocator's) or by another signal.
    fn shows_engine_fault(&self, line: &str, processes: &[u32]) -> bool {
        let Some((at, said)) = line
            .strip_prefix('[')
            .and_then(|line| line.split_once("] traps: WebKitWebProces["))
        else {
            return false;
        };
        let is_new = at.trim().parse().is_ok_and(|at: f64| at >= self.since);
        let is_ours = said
            .split_once(']')
            .and_then(|(id, _)| id.parse().ok())
            .is_some_and(|id| processes.contains(&id));
        is_new
            && is_ours
            && said.contains("trap invalid opcode")
            && said.contains(" in libwebkit2gtk")
    }
}

#[test]
fn only_the_known_fault_of_this_test_s_own_process_counts() {
    let log = KernelLog { since: 800.0 };
    let fault = "[  812.345678] traps: WebKitWebProces[4321] trap invalid opcode ip:7f1 sp:7ff error:0 in libwebkit2gtk-4.1.so.0.17.9[7f0+3d2a000]";
    assert!(log.shows_engine_fault(fault, &[17, 4321]));
    assert!(!log.shows_engine_fault(fault, &[17]), "another test's");
    assert!(
        !KernelLog { since: 900.0 }.shows_engine_fault(fault, &[4321]),
        "an older one"
    );
    for (part, other) in [
        ("invalid opcode", "int3"),
        ("libwebkit2gtk-4.1", "libjavascriptcoregtk-4.1"),
        (
            "traps: WebKitWebProces",
            "Out of memory: Killed process 4321 (WebKitWebProces",
        ),
        ("WebKitWebProces", "chromium"),
    ] {
        assert!(
            !log.shows_engine_fault(&fault.replace(part, other), &[4321]),
            "{other}"
        );
    }
}
