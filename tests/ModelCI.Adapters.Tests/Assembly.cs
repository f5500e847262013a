using NUnit.Framework;

// Fixtures have folders of their own; the limit is for machines with two cores.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
