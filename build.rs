//! Names the build by what it is made from, so that two programs of two builds notice each other.
//!
//! The name is a hash of every source and of the libraries' versions: no clock, no path of this machine, and no order in
//! which a file system happens to list its files. Messages carry types of many rooms, so that all of `src` counts.

use std::path::Path;
use std::{env, fs, io};

/// What the programs are made from, beside this file.
const PARTS: [&str; 4] = ["src", "Cargo.toml", "Cargo.lock", "build.rs"];

fn main() -> io::Result<()> {
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
    }
    let root = env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let build = fingerprint(Path::new(&root))?;
    println!("cargo::rustc-env=SOUNDKIN_BUILD={build}");
    Ok(())
}

/// The build's name: sixteen hexadecimal digits for the sources below `root`.
pub(crate) fn fingerprint(root: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for part in PARTS {
        collect(&root.join(part), part.to_string(), &mut files)?;
    }
    files.sort();
    let mut hash = Fnv::default();
    for (name, bytes) in &files {
        // Lengths, so that nothing moves unnoticed from a name to a text or from one file to the next.
        for part in [name.as_bytes(), bytes] {
            hash.write(&(part.len() as u64).to_le_bytes());
            hash.write(part);
        }
    }
    Ok(format!("{:016x}", hash.0))
}

/// The files at and below `path`, each with its name from the root on, `/` between the parts.
fn collect(path: &Path, name: String, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    if !path.is_dir() {
        files.push((name, fs::read(path)?));
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let below = entry.file_name().to_string_lossy().into_owned();
        // What editors leave there while they are open.
        if !below.starts_with('.') {
            collect(&entry.path(), format!("{name}/{below}"), files)?;
        }
    }
    Ok(())
}

/// The hash of Fowler, Noll and Vo (1a, 64 bits): short, and the same with every compiler, which the standard library's
/// is not.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
