package dev.lanewise.data;

/** How the dates of a column are written that end in the year. Those that start with it, or name the month, are the same in each order. */
public enum DateOrder {
    /** None ends in the year, but for those with points, whose day comes first: 2024-01-31, 31.01.2024, 31 Jan 2024. */
    YEAR_FIRST,
    /** 31/01/2024. */
    DAY_FIRST,
    /** 01/31/2024. */
    MONTH_FIRST
}
