using System.Collections.Concurrent;

namespace PromptAnalyzers.Flow;

internal static class ConcurrentDictionaryExtensions
{
    /// <summary>GetOrAdd without a closure, which netstandard2.0 lacks.</summary>
    public static TValue GetOrAdd<TKey, TValue, TArgument>(
        this ConcurrentDictionary<TKey, TValue> map, TKey key, Func<TKey, TArgument, TValue> make, TArgument argument) =>
        map.TryGetValue(key, out var found) ? found : map.GetOrAdd(key, make(key, argument));
}
