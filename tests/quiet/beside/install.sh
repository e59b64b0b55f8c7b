#!/bin/sh
# Beside the draft, so that its link has a target.
