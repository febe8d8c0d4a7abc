using System.Collections;

namespace ImpDevice.Text;

/// <summary>Typed reads from a parsed JSON object. A missing field and a field of another type look the same: absent.</summary>
public static class JsonFields
{
    /// <summary>A string field.</summary>
    /// <param name="table">The object; null counts as empty.</param>
    /// <param name="name">Field name.</param>
    /// <returns>The text, or null when absent.</returns>
    public static string GetString(Hashtable table, string name)
    {
        return Get(table, name) as string;
    }

    /// <summary>A whole-number field.</summary>
    /// <param name="table">The object; null counts as empty.</param>
    /// <param name="name">Field name.</param>
    /// <param name="absent">What to give when absent.</param>
    /// <returns>The number, or <paramref name="absent"/>.</returns>
    public static long GetLong(Hashtable table, string name, long absent)
    {
        object value = Get(table, name);
        if (value is int) return (int)value;
        if (value is long) return (long)value;
        return absent;
    }

    /// <summary>A boolean field.</summary>
    /// <param name="table">The object; null counts as empty.</param>
    /// <param name="name">Field name.</param>
    /// <returns>The value; false when absent.</returns>
    public static bool GetBool(Hashtable table, string name)
    {
        object value = Get(table, name);
        return value is bool && (bool)value;
    }

    /// <summary>An object field.</summary>
    /// <param name="table">The object; null counts as empty.</param>
    /// <param name="name">Field name.</param>
    /// <returns>The object, or null when absent.</returns>
    public static Hashtable GetTable(Hashtable table, string name)
    {
        return Get(table, name) as Hashtable;
    }

    /// <summary>An array field.</summary>
    /// <param name="table">The object; null counts as empty.</param>
    /// <param name="name">Field name.</param>
    /// <returns>The array, or null when absent.</returns>
    public static ArrayList GetList(Hashtable table, string name)
    {
        return Get(table, name) as ArrayList;
    }

    private static object Get(Hashtable table, string name)
    {
        return table == null || !table.Contains(name) ? null : table[name];
    }
}
