namespace ModelCI.Core.Gating;

/// <summary>What the evidence says of one clause; final at its first crossing.</summary>
public enum ClauseOutcome
{
    /// <summary>Not enough evidence either way.</summary>
    Undecided,
    /// <summary>The clause holds.</summary>
    Accepted,
    /// <summary>The clause does not hold.</summary>
    Refused,
}
