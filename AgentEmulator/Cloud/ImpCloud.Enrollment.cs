using System.Globalization;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;

namespace AgentEmulator.Cloud;

/// <summary>Plans and tokens.</summary>
internal sealed partial class ImpCloud
{
    /// <summary>A new production token of this account; for the given plan, or for a new plan when null. Null when the plan is not known.</summary>
    public IssuedToken? Enroll(string? planId) => Enroll(TokenKind.Production, planId, CloudAccount.Own).Token;

    /// <summary>A new token.</summary>
    /// <param name="kind">A factory token has no plan; a developer token has the account's one developer plan.</param>
    /// <param name="planId">The plan of an end user who configures again; null for a new end user.</param>
    /// <param name="account">Whose key asks.</param>
    public EnrollOutcome Enroll(TokenKind kind, string? planId, string account)
    {
        TokenRecord token;
        lock (_state.Gate)
        {
            var changes = _state.Begin();
            var known = _state.Plans.Find(planId);
            if (planId is not null && known is null)
                return new EnrollOutcome(EnrollStatus.PlanUnknown, null);
            if (known is not null && known.Account != account)
                return new EnrollOutcome(EnrollStatus.PlanOfAnotherAccount, null);
            if (known is not null && known.Kind != kind)
                return new EnrollOutcome(EnrollStatus.PlanOfAnotherKind, null);
            var plan = kind == TokenKind.Factory ? "" : known?.Id ?? NewPlan(changes, kind, account);
            var lifetime = Faults.TokenLifetime ?? _options.TokenLifetime;
            token = new TokenRecord(Unused(_state.Tokens, "token"), kind, plan, account, _time.GetUtcNow() + lifetime);
            changes.Put(_state.Tokens, token);
            changes.Commit();
        }

        _journal.Raise(
            FactoryEventNames.TokenIssued, null,
            new("plan", token.PlanId), new("token", Secrets.Shorten(token.Id)),
            new("expires", token.ExpiresAt.ToString("O", CultureInfo.InvariantCulture)));
        return new EnrollOutcome(EnrollStatus.Issued, new IssuedToken(token.PlanId, token.Id));
    }

    /// <summary>Takes a token that another impCloud issued for one of its own, with this one's lifetime; one that is known stays as it is.</summary>
    public void Adopt(string planId, string tokenId)
    {
        lock (_state.Gate)
        {
            if (_state.Tokens.Contains(tokenId))
                return;
            var changes = _state.Begin();
            if (!_state.Plans.Contains(planId))
                changes.Put(_state.Plans, new PlanRecord(planId, TokenKind.Production, CloudAccount.Own));
            var expires = _time.GetUtcNow() + (Faults.TokenLifetime ?? _options.TokenLifetime);
            changes.Put(_state.Tokens, new TokenRecord(tokenId, TokenKind.Production, planId, CloudAccount.Own, expires));
            changes.Commit();
        }
    }

    public void RefusedTokenRequest(int status, string title) =>
        _journal.Raise(
            FactoryEventNames.TokenRequestRefused, null,
            new("status", status.ToString(CultureInfo.InvariantCulture)), new("title", title));

    /// <summary>What a claim poll sees, or null when the token was never issued.</summary>
    public ClaimView? FindClaim(string tokenId)
    {
        lock (_state.Gate)
        {
            return _state.Tokens.Find(tokenId) is { } token
                ? new ClaimView(
                    token.Id, token.PlanId, token.Account, token.ClaimedAt, token.ClaimedBy,
                    token.AgentId is { } agentId ? _agentUrl(agentId) : null)
                : null;
        }
    }

    private string NewPlan(CloudTransaction changes, TokenKind kind, string account)
    {
        if (kind == TokenKind.Developer
            && _state.Plans.FirstOrDefault(plan => plan.Kind == kind && plan.Account == account) is { } developer)
            return developer.Id;
        var plan = new PlanRecord(Unused(_state.Plans, "plan"), kind, account);
        changes.Put(_state.Plans, plan);
        return plan.Id;
    }

    /// <summary>A new id: a stream that began again, as after a restart with the same seed, repeats none.</summary>
    private string Unused<T>(CloudTable<T> table, string stream)
        where T : class, IStoredRecord
    {
        string id;
        do
        {
            id = _ids.Hex16(stream);
        }
        while (table.Contains(id));
        return id;
    }
}
