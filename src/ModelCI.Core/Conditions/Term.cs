namespace ModelCI.Core.Conditions;

/// <summary>A coefficient times a quantity.</summary>
public sealed record Term(double Coefficient, Quantity Quantity);
