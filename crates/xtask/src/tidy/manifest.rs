//! A Cargo.toml as far as the edges need it: the package's name, and its dependencies by table.

/// One dependency as the manifest names it.
#[derive(Debug, PartialEq, Eq)]
pub struct Dependency {
    pub name: String,
    pub line: usize,
    /// Tests alone use it.
    pub dev: bool,
}

/// What a manifest says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    pub package: String,
    pub dependencies: Vec<Dependency>,
}

impl Manifest {
    /// Reads the tables `[…dependencies]`, `[…dependencies.name]` and `[package]`; of the workspace's table nothing.
    pub fn read(text: &str) -> Self {
        let mut manifest = Self::default();
        let mut table = String::new();
        for (line, words) in (1..).zip(text.lines().map(str::trim)) {
            if let Some(name) = words.strip_prefix('[') {
                table = name.trim_end_matches(']').to_owned();
                if let Some((owner, name)) = table.rsplit_once("dependencies.") {
                    manifest.add(name, line, owner);
                }
                continue;
            }
            let Some((key, value)) = words.split_once('=').filter(|_| !words.starts_with('#')) else {
                continue;
            };
            let name = key.trim().split('.').next().unwrap_or_default();
            if table == "package" && name == "name" {
                manifest.package = value.trim().trim_matches('"').to_owned();
            } else if let Some(owner) = table.strip_suffix("dependencies") {
                let renamed = value.split_once("package = \"").and_then(|(_, rest)| rest.split('"').next());
                manifest.add(renamed.unwrap_or(name), line, owner);
            }
        }
        manifest
    }

    fn add(&mut self, name: &str, line: usize, owner: &str) {
        if !owner.starts_with("workspace") {
            let name = name.trim_matches('"').to_owned();
            self.dependencies.push(Dependency { name, line, dev: owner.ends_with("dev-") });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_every_shape_are_read_and_the_workspace_is_not() {
        let manifest = Manifest::read(
            "[workspace.dependencies]\nignored = \"1\"\n[package]\nname = \"x\"\n[dependencies]\na.workspace = true\n\
             # b = \"1\"\nc = { package = \"real\", version = \"1\" }\n[target.'cfg(unix)'.dependencies]\nd = \"1\"\n\
             [dev-dependencies]\ne = \"1\"\n[dependencies.f]\nversion = \"1\"\n",
        );
        assert_eq!(manifest.package, "x");
        let found: Vec<_> = manifest.dependencies.iter().map(|one| (one.name.as_str(), one.dev)).collect();
        assert_eq!(found, [("a", false), ("real", false), ("d", false), ("e", true), ("f", false)]);
    }
}
