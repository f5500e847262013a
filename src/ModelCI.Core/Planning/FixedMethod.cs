namespace ModelCI.Core.Planning;

/// <summary>How a sample size that is fixed before any label is computed.</summary>
public enum FixedMethod
{
    /// <summary>Hoeffding's inequality for every clause; needs no assumption.</summary>
    Hoeffding,
    /// <summary>Bennett's inequality where a clause or an assumption bounds a variance, Hoeffding's for the other clauses.</summary>
    Bennett,
    /// <summary>Binomial tails: the tight numerical bound.</summary>
    Exact,
}
