using NUnit.Framework;

// Core has no state to share; the limit is for machines with two cores.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
