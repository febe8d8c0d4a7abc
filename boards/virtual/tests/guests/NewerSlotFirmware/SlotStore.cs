using System.IO;
using ImpDevice.Diagnostics;

namespace ImpDevice.Storage;

/// <summary>
/// The firmware's slot store with a deliberate bug. One payload kept in two files, <c>prefix0</c> and <c>prefix1</c>. A write should go to the older file, so that a power cut at
/// any instant leaves the old payload or the new one. The highest valid sequence number wins; a damaged slot is ignored and logged.
/// </summary>
/// <remarks>Not safe for two threads; its owner locks. It does not keep history: a third write replaces the first.</remarks>
public sealed class SlotStore
{
    private const string Area = "store";

    private readonly string _prefix;
    private uint _sequence;
    private int _current = -1;

    /// <summary>Names the files; reads nothing yet.</summary>
    /// <param name="prefix">Path without the slot number, for example <c>I:\config.</c></param>
    public SlotStore(string prefix)
    {
        _prefix = prefix;
    }

    /// <summary>Reads both slots and remembers which one is current.</summary>
    /// <returns>The payload of the newest valid slot, or null when there is none (never written, or both damaged: logged).</returns>
    public byte[] Load()
    {
        SlotImage first = Read(0);
        SlotImage second = Read(1);
        _current = -1;
        if (first != null) _current = 0;
        if (second != null && (first == null || SlotImage.IsNewer(second.Sequence, first.Sequence))) _current = 1;
        if (_current < 0)
        {
            if (File.Exists(PathOf(0)) || File.Exists(PathOf(1)))
                ImpConsole.Error(Area, "no valid slot, starting empty", new Fields().Add("files", _prefix));
            return null;
        }
        SlotImage newest = _current == 0 ? first : second;
        _sequence = newest.Sequence;
        return newest.Payload;
    }

    /// <summary>Writes a payload to the older slot, reads it back and makes it current. Call <see cref="Load"/> first.</summary>
    /// <param name="payload">Up to 16,384 bytes.</param>
    /// <exception cref="StorageException">The slot does not read back after two tries; the old payload is still current.</exception>
    public void Write(byte[] payload)
    {
        if (payload.Length > SlotImage.MaxPayload)
            throw new StorageException("payload of " + payload.Length.ToString() + " bytes does not fit a slot", null);
        // The bug: the newer slot is overwritten, so that for a while there is no other.
        int target = _current < 0 ? 0 : _current;
        uint sequence = unchecked(_sequence + 1);
        byte[] image = SlotImage.Encode(sequence, payload);
        string problem = TryWrite(target, image);
        if (problem != null)
        {
            ImpConsole.Warning(Area, "slot not written, trying once more", new Fields().Add("file", PathOf(target)).Add("reason", problem));
            problem = TryWrite(target, image);
        }
        if (problem != null) throw new StorageException(PathOf(target) + ": " + problem, null);
        _current = target;
        _sequence = sequence;
    }

    private static bool Same(byte[] left, byte[] right)
    {
        if (left.Length != right.Length) return false;
        for (int i = 0; i < left.Length; i++)
            if (left[i] != right[i]) return false;
        return true;
    }

    private string TryWrite(int slot, byte[] image)
    {
        try
        {
            string path = PathOf(slot);
            if (File.Exists(path)) File.Delete(path);
            BoardFile.Write(path, image);
            return Same(BoardFile.Read(path, SlotImage.HeaderLength + SlotImage.MaxPayload), image) ? null : "reads back differently";
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }

    private SlotImage Read(int slot)
    {
        string path = PathOf(slot);
        if (!File.Exists(path)) return null;
        string reason;
        try
        {
            SlotImage image = SlotImage.Decode(BoardFile.Read(path, SlotImage.HeaderLength + SlotImage.MaxPayload), out reason);
            if (image != null) return image;
        }
        catch (IOException e)
        {
            reason = e.Message;
        }
        ImpConsole.Warning(Area, "slot ignored", new Fields().Add("file", path).Add("reason", reason));
        return null;
    }

    private string PathOf(int slot)
    {
        return _prefix + slot.ToString();
    }
}
