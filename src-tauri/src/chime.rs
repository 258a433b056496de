//! The sounds of a new alert, made on the spot: short and soft, and each unlike the others. The program plays them itself: the window's
//! engine would load a whole media framework for it (docs/decisions/0040).

use holdfast_desk::Chime;
use rodio::buffer::SamplesBuffer;
use rodio::{DeviceSinkBuilder, Player, nz};
use std::f32::consts::TAU;

/// A sine of some pitch (Hz) that begins so late, swells fast to some loudness (1 is the most there is) and fades within so long (seconds).
struct Note {
    pitch: f32,
    after: f32,
    loud: f32,
    fades: f32,
}

const fn note(pitch: f32, after: f32, loud: f32, fades: f32) -> Note {
    Note { pitch, after, loud, fades }
}

/// A fourth upwards.
const TWO_TONES: &[Note] = &[note(587.33, 0.0, 0.12, 0.24), note(783.99, 0.1, 0.12, 0.24)];
/// One stroke: its tone and two overtones that die away sooner.
const BELL: &[Note] = &[note(880.0, 0.0, 0.09, 1.1), note(1760.0, 0.0, 0.03, 0.6), note(2637.0, 0.0, 0.015, 0.3)];
/// Twice on wood: deep and short.
const KNOCK: &[Note] = &[note(196.0, 0.0, 0.28, 0.09), note(174.61, 0.16, 0.28, 0.11)];

/// Samples a second.
const RATE: u32 = 48_000;
/// From the last stroke of a sound to its next time, in seconds.
const PAUSE: f32 = 0.4;
/// What is so faint is silence.
const FAINT: f32 = 0.0001;
/// Silence at the end, in seconds: a device that is closed drops what it has not played yet.
const REST: f32 = 0.2;

/// So many times, one after the other, beside whatever else goes on: a device may take a second to wake up. A computer that cannot sound
/// stays silent; the alert is there to be seen all the same.
pub fn play(chime: Chime, times: u8) {
    let playing = std::thread::Builder::new().name("chime".to_owned()).spawn(move || {
        if let Err(error) = sound(samples(chime, times)) {
            tracing::info!(%error, "no sound: the computer has no device that plays one");
        }
    });
    if let Err(error) = playing {
        tracing::info!(%error, "no sound: no thread for it");
    }
}

/// The device is open no longer than the sound: what plays silence keeps a thread of the computer awake.
fn sound(samples: Vec<f32>) -> Result<(), rodio::DeviceSinkError> {
    let mut device = DeviceSinkBuilder::open_default_sink()?;
    device.log_on_drop(false);
    let player = Player::connect_new(device.mixer());
    player.append(SamplesBuffer::new(nz!(1), nz!(48_000), samples));
    player.sleep_until_end();
    Ok(())
}

/// One channel of [`RATE`] samples a second.
fn samples(chime: Chime, times: u8) -> Vec<f32> {
    let notes = match chime {
        Chime::TwoTones => TWO_TONES,
        Chime::Bell => BELL,
        Chime::Knock => KNOCK,
    };
    let apart = notes.iter().map(|note| note.after).fold(0.0, f32::max) + PAUSE;
    let mut heard = Vec::new();
    for time in 0..times {
        for note in notes {
            mix(&mut heard, note, f32::from(time) * apart + note.after);
        }
    }
    heard.resize(heard.len() + position(REST), 0.0);
    heard
}

fn mix(heard: &mut Vec<f32>, note: &Note, from: f32) {
    let swells = (note.fades / 10.0).min(0.015);
    let (first, length) = (position(from), position(note.fades));
    heard.resize(heard.len().max(first + length), 0.0);
    for (n, sample) in heard.iter_mut().skip(first).take(length).enumerate() {
        let at = n as f32 / RATE as f32;
        let loudness =
            if at < swells { note.loud * at / swells } else { note.loud * (FAINT / note.loud).powf((at - swells) / (note.fades - swells)) };
        *sample += loudness * (TAU * note.pitch * at).sin();
    }
}

/// Which sample is played at a time in seconds.
fn position(seconds: f32) -> usize {
    (seconds * RATE as f32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Chime; 3] = [Chime::TwoTones, Chime::Bell, Chime::Knock];

    #[test]
    fn each_sound_swells_from_silence_stays_soft_and_ends_in_silence() {
        for chime in ALL {
            let heard = samples(chime, 1);
            let loudest = heard.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
            assert!((0.08..0.3).contains(&loudest), "{chime:?}: {loudest}");
            let steepest = heard.windows(2).filter_map(|two| Some((two.first()? - two.last()?).abs())).fold(0.0, f32::max);
            assert!(steepest < 0.03, "{chime:?} clicks: {steepest}");
            assert!(heard.len() < position(1.5), "{chime:?}: {}", heard.len());
            assert!(heard.iter().rev().take(position(REST)).all(|sample| *sample == 0.0), "{chime:?}");
        }
    }

    #[test]
    fn it_comes_as_often_as_it_is_asked_for_with_pauses_between() {
        for chime in ALL {
            let once = samples(chime, 1).len();
            let (twice, thrice) = (samples(chime, 2).len(), samples(chime, 3).len());
            assert!(twice > once && (thrice - twice).abs_diff(twice - once) <= 2, "{chime:?}: {once}, {twice}, {thrice}");
        }
        assert!(samples(Chime::TwoTones, 0).iter().all(|sample| *sample == 0.0));
    }

    #[test]
    fn each_is_unlike_the_others() {
        assert_ne!(samples(Chime::TwoTones, 1), samples(Chime::Bell, 1));
        assert_ne!(samples(Chime::Bell, 1), samples(Chime::Knock, 1));
    }
}
