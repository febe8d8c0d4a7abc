using System;

namespace ImpDevice.Storage;

/// <summary>
/// imp's user configuration: up to 4,096 bytes of the program's own. Kept apart from the configuration, so that neither blessing nor
/// clearing the configuration nor a new program touches it.
/// </summary>
public sealed class UserConfiguration
{
    /// <summary>Slot files of the firmware: <c>I:\user.0</c> and <c>I:\user.1</c>.</summary>
    public const string DefaultPrefix = "I:\\user.";

    /// <summary>Bytes at most.</summary>
    public const int MaxLength = 4096;

    // A slot cannot be deleted without a moment in which an older one counts: that there is nothing is written too.
    private const byte Absent = 0;
    private const byte Present = 1;

    private readonly SlotStore _slots;
    private byte[] _saved;

    /// <summary>Reads what is stored.</summary>
    /// <param name="slots">Where it is kept.</param>
    public UserConfiguration(SlotStore slots)
    {
        _slots = slots;
        byte[] payload = slots.Load();
        if (payload == null || payload.Length == 0 || payload[0] != Present) return;
        _saved = new byte[payload.Length - 1];
        Array.Copy(payload, 1, _saved, 0, _saved.Length);
    }

    /// <summary>A copy of what is stored, or null.</summary>
    public byte[] Current
    {
        get { return _saved == null ? null : (byte[])_saved.Clone(); }
    }

    /// <summary>Stores it durably, all or nothing; null clears.</summary>
    /// <param name="value">Up to <see cref="MaxLength"/> bytes, or null.</param>
    /// <exception cref="ArgumentException">Too long.</exception>
    /// <exception cref="StorageException">Flash did not take it; nothing has changed.</exception>
    public void Set(byte[] value)
    {
        if (value != null && value.Length > MaxLength) throw new ArgumentException("value too long in imp.setuserconfiguration(value)");
        byte[] payload = new byte[value == null ? 1 : value.Length + 1];
        payload[0] = value == null ? Absent : Present;
        if (value != null) Array.Copy(value, 0, payload, 1, value.Length);
        _slots.Write(payload);
        _saved = value == null ? null : (byte[])value.Clone();
    }
}
