using NUnit.Framework;

// Every test has a repository of its own; the limit is for machines with two cores.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: LevelOfParallelism(3)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
