namespace ModelCI.Adapters.Tests.Reporting;

/// <summary>Accounts as <c>modelci ledger show --format json</c> prints them.</summary>
internal static class SampleHistories
{
    /// <summary>Every kind of event, as developers see it.</summary>
    public static string Public { get; } = Of("", "null");

    /// <summary>The same, unsealed.</summary>
    public static string Unsealed { get; } = Of(
        """, "unsealed": { "reason": "failed", "mayUse": null, "needed": 137, "new": 131, "total": 131, "ties": [0, 0], "models": [], "clauses": [] }""", "131");

    /// <param name="details">Of the first evaluation.</param>
    private static string Of(string details, string used) => $$"""
        {
          "schema": "modelci.ledger-show/1",
          "testSet": { "name": "shop-2026", "items": 12345, "digest": "{{new string('c', 64)}}", "account": "{{new string('d', 64)}}", "entries": 7, "keyed": true, "authenticated": true },
          "events": [
            { "kind": "evaluation", "entry": 1, "time": "2026-11-20T08:15:00Z", "state": "fail", "actor": "Ada <b>", "commit": "0123456789abcdef", "pullRequest": 1234, "items": 12345,
              "step": 1, "condition": "n - o > 0.02 +/- 0.01", "reliability": 0.9995, "mode": "fp-free", "feedback": "verdict", "candidate": "aa", "baseline": "bb",
              "alpha": 0.0000156, "share": 0.03125, "logInverseAlpha": 11.07, "nats": 0.6931, "labelsAtMost": 1000, "labelsReserved": 1000, "labelsNeeded": null, "labelsNew": null{{details}} },
            { "kind": "offline", "entry": 3, "time": "2026-11-20T09:00:00Z", "state": "pass", "actor": "Grace", "commit": null, "pullRequest": null, "items": 12345, "step": null,
              "condition": "n - o > 0.02 +/- 0.01", "reliability": 0.9995, "mode": "fp-free", "feedback": "verdict", "candidate": "aa", "baseline": "bb", "alpha": null, "share": null,
              "logInverseAlpha": null, "nats": 1.3863, "labelsAtMost": 1000, "labelsReserved": null, "labelsNeeded": null, "labelsNew": null },
            { "kind": "extended", "entry": 4, "time": "2026-11-21T09:00:00Z", "state": "extended", "actor": "Grace", "commit": null, "pullRequest": null, "items": 13000 },
            { "kind": "evaluation", "entry": 5, "time": "some day", "state": "running-or-aborted", "actor": "Ada", "commit": "short", "pullRequest": null, "items": 13000,
              "step": 2, "condition": "n - o > 0.02 +/- 0.01", "reliability": 0.9995, "mode": "fp-free", "feedback": "verdict", "candidate": "aa", "baseline": "bb",
              "alpha": 0.0000125, "share": 0.03125, "logInverseAlpha": 11.29, "nats": 0, "labelsAtMost": 1000, "labelsReserved": 2000, "labelsNeeded": null, "labelsNew": null{{(details.Length == 0 ? "" : """, "unsealed": { "reason": "open", "mayUse": 900, "needed": null, "new": null, "total": null, "ties": [], "models": [], "clauses": [] }""")}} }
          ],
          "error": { "runs": 2, "steps": 32, "runsLeft": 30, "exhaustion": null, "spent": 0.0625, "natsPaid": 2.0794, "firstLogInverseAlpha": 11.07, "nextLogInverseAlpha": 12.5 },
          "labels": { "budget": 5000, "reserved": 2000, "shown": null, "currency": "EUR", "reservedCost": 160, "used": {{used}}, "charged": {{used}} },
          "unpushed": 0
        }
        """;
}
