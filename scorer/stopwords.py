"""Stop words: words too common in any text to tell what it is about."""

from scorer.lexicon import WordList

STOP_WORDS = WordList("""
    a about above after again against all also although am an and another any are aren't around article as at away
    back be became because become been before being below best between big both but by came can can't cannot come
    could couldn't day days did didn't do does doesn't doing don't down during each either else enough even ever every
    everything few find first five for four from further get gets getting give given go goes going gone good got great
    guide had has hasn't have haven't having he he's her here hers herself him himself his how however i i'd i'll i'm
    i've if in instead into is isn't it it'll it's its itself just keep know last latest let let's like likely list
    made make makes making many may maybe me might month more most mr mrs ms much must my myself need needs neither
    never new news next no nor not now of off often on once one only onto or other others our ours out over own part
    people per perhaps photos put rather read really report reports review said same say saying says see seen several
    shall she she's should shouldn't since so some something still story such take taken than that that's the their
    theirs them themselves then there there's these they they're they've thing things this those though three through
    thus time tips to today together told too took top toward towards two under until up update upon us use used using
    very via video want wants was wasn't watch way ways we we'll we're we've week well went were weren't what what's
    when where whether which while who who's whom whose why will with within without won't would wouldn't year years
    yes yet you you'll you're you've your yours yourself
""")
