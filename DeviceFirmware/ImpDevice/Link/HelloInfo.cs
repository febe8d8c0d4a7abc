using System.Collections;

namespace ImpDevice.Link;

/// <summary>What the device says of itself at hello.</summary>
internal sealed class HelloInfo
{
    internal string Mac { get; set; }

    internal long Boot { get; set; }

    internal string Program { get; set; }

    internal string Firmware { get; set; }

    internal string Board { get; set; }

    internal Hashtable ToTable(string resume)
    {
        Hashtable table = new Hashtable();
        table.Add("mac", Mac);
        table.Add("boot", Boot);
        table.Add("program", Program);
        table.Add("firmware", Firmware);
        table.Add("board", Board);
        table.Add("resume", resume ?? "");
        return table;
    }
}
