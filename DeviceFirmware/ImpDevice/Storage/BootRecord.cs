using System.Collections;
using ImpDevice.Diagnostics;
using ImpDevice.Text;

namespace ImpDevice.Storage;

/// <summary>
/// Counts boots, and failures in a row that ended in a reboot. Kept apart from the configuration: it is written on every boot, the
/// configuration only when it changes. Losing it costs one extra exchange with the gateway and nothing else.
/// </summary>
public sealed class BootRecord
{
    /// <summary>Slot files of the firmware: <c>I:\boot.0</c> and <c>I:\boot.1</c>.</summary>
    public const string DefaultPrefix = "I:\\boot.";

    private const string Area = "boot";

    private readonly object _gate = new object();
    private readonly SlotStore _slots;
    private long _failures;

    private BootRecord(SlotStore slots, long number, long failures)
    {
        _slots = slots;
        Number = number;
        _failures = failures;
    }

    /// <summary>Number of this boot, from 1.</summary>
    public long Number { get; }

    /// <summary>Failures in a row that ended in a reboot, before this boot.</summary>
    public long Failures
    {
        get
        {
            lock (_gate) return _failures;
        }
    }

    /// <summary>Counts this boot. When flash does not take it, the count of this boot holds in RAM only (logged).</summary>
    /// <param name="slots">Where the record is kept.</param>
    /// <returns>The record of this boot.</returns>
    public static BootRecord Begin(SlotStore slots)
    {
        Hashtable last = Parse(slots.Load());
        BootRecord record = new BootRecord(slots, JsonFields.GetLong(last, "boot", 0) + 1, JsonFields.GetLong(last, "failures", 0));
        record.Save();
        return record;
    }

    /// <summary>The device works: the next failure is the first again. Writes nothing by itself.</summary>
    public void Healthy()
    {
        lock (_gate) _failures = 0;
    }

    /// <summary>Counts a failure that is about to end in a reboot.</summary>
    /// <returns>Failures in a row, this one included.</returns>
    public long Failed()
    {
        lock (_gate) _failures++;
        Save();
        return Failures;
    }

    private static Hashtable Parse(byte[] payload)
    {
        if (payload == null) return null;
        try
        {
            return Json.Parse(payload, 0, payload.Length) as Hashtable;
        }
        catch (JsonException e)
        {
            ImpConsole.Warning(Area, "boot record not understood, counting from 1", new Fields().Add("reason", e.Message));
            return null;
        }
    }

    private void Save()
    {
        Hashtable table = new Hashtable();
        lock (_gate)
        {
            table.Add("boot", Number);
            table.Add("failures", _failures);
            try
            {
                _slots.Write(Json.WriteUtf8(table));
            }
            catch (StorageException e)
            {
                ImpConsole.Warning(Area, "boot record not saved", new Fields().Add("reason", e.Message));
            }
        }
    }
}
