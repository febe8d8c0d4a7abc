using System.Security.Cryptography;
using System.Text;
using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cloud.Api;

/// <summary>A token as it is given out, once.</summary>
internal sealed record GivenToken(string Token, CredentialRecord Record);

/// <summary>Access tokens, refresh tokens and login keys: given out once, kept as hashes.</summary>
internal sealed class Credentials(ApiServices services)
{
    private const int MostPerKind = 1_000;

    private CloudState State => services.State;

    public bool IsPassword(string? password) =>
        password is not null && ImpCloud.AreEqual(services.Account.Password, password);

    /// <summary>A new token or key of that kind; an access token is tied to the address.</summary>
    public GivenToken Give(CredentialKind kind, string? address, string description = "")
    {
        var token = services.Ids.Hex16(StreamOf(kind)) + services.Ids.Hex16(StreamOf(kind));
        var now = services.Time.GetUtcNow();
        var record = new CredentialRecord(Hash(token), kind, now)
        {
            PublicId = services.Ids.Uuid("credential"),
            ExpiresAt = kind == CredentialKind.AccessToken ? now + services.Account.AccessTokenLifetime : null,
            Address = services.Account.TieTokensToAddress ? address : null,
            Description = description,
        };
        Put(record);
        return new GivenToken(token, record);
    }

    /// <summary>The credential of that kind, or null when it is unknown, expired or tied to another address.</summary>
    public CredentialRecord? Find(CredentialKind kind, string token, string? address)
    {
        var id = Hash(token);
        lock (State.Gate)
        {
            return State.Credentials.Find(id) is { } found && found.Kind == kind
                && (found.ExpiresAt is not { } end || services.Time.GetUtcNow() < end)
                && (found.Address is null || found.Address == address)
                ? found : null;
        }
    }

    /// <summary>All of a kind, oldest first.</summary>
    public IReadOnlyList<CredentialRecord> All(CredentialKind kind)
    {
        lock (State.Gate)
            return [.. State.Credentials.Where(c => c.Kind == kind).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id, StringComparer.Ordinal)];
    }

    /// <summary>Keeps it; of each kind the oldest go when there are too many, and those that expired.</summary>
    public void Put(CredentialRecord record)
    {
        lock (State.Gate)
        {
            var changes = State.Begin();
            changes.Put(State.Credentials, record);
            var now = services.Time.GetUtcNow();
            var others = State.Credentials.Where(c => c.Kind == record.Kind && c.Id != record.Id).OrderBy(c => c.CreatedAt).ToList();
            var tooMany = others.Count + 1 - MostPerKind;
            for (var i = 0; i < others.Count; i++)
            {
                if (i < tooMany || others[i].ExpiresAt <= now)
                    changes.Remove(State.Credentials, others[i]);
            }

            changes.Commit();
        }
    }

    public void Remove(CredentialRecord record)
    {
        lock (State.Gate)
        {
            var changes = State.Begin();
            changes.Remove(State.Credentials, record);
            changes.Commit();
        }
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string StreamOf(CredentialKind kind) => kind switch
    {
        CredentialKind.AccessToken => "access-token",
        CredentialKind.RefreshToken => "refresh-token",
        _ => "login-key",
    };
}
