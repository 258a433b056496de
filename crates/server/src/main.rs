//! The binary `holdfast-server`: hands its arguments to the library.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    holdfast_server::run_cli(std::env::args_os())
}
